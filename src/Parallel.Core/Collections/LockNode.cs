using System.Runtime.CompilerServices;

namespace ParallelCore.Collections;

/// <summary>A lock as <see cref="LockOrder"/> sees it: what it is called, and which locks were taken while it was held.</summary>
/// <remarks>The table holds its keys weakly: a lock that nobody can take any more disappears from all of them, together with its own table.</remarks>
internal sealed class LockNode(string kind, string? name)
{
    private static int s_numbers;

    private ConditionalWeakTable<LockNode, LockEdge>? _followers;
    private int _number;

    public string? Name => name;

    /// <summary>Needs no lock.</summary>
    public bool IsFollowedBy(LockNode other) => _followers is { } followers && followers.TryGetValue(other, out _);

    /// <summary>Only under the lock of <see cref="LockOrder"/>. An edge that is there already stays as it is.</summary>
    public void AddFollower(LockNode other, LockEdge edge)
    {
        _followers ??= [];
        _followers.TryAdd(other, edge);
    }

    /// <summary>Only under the lock of <see cref="LockOrder"/>.</summary>
    /// <returns>The shortest path, its first edge first; null when there is none.</returns>
    public Stack<LockStep>? PathTo(LockNode target)
    {
        var stepTo = new Dictionary<LockNode, LockStep>();
        var toVisit = new Queue<LockNode>([this]);
        while (toVisit.TryDequeue(out LockNode? from))
        {
            foreach ((LockNode to, LockEdge edge) in from.Followers())
            {
                if (to == this || !stepTo.TryAdd(to, new LockStep(from, edge, to)))
                    continue;
                if (to == target)
                    return StepsBack(target, stepTo);
                toVisit.Enqueue(to);
            }
        }

        return null;
    }

    public override string ToString() => name is null ? $"{kind} #{Number()}" : $"{kind} '{name}'";

    private IEnumerable<KeyValuePair<LockNode, LockEdge>> Followers() => _followers ?? Enumerable.Empty<KeyValuePair<LockNode, LockEdge>>();

    private Stack<LockStep> StepsBack(LockNode target, Dictionary<LockNode, LockStep> stepTo)
    {
        var path = new Stack<LockStep>();
        for (LockNode to = target; to != this; to = path.Peek().From)
            path.Push(stepTo[to]);
        return path;
    }

    /// <summary>Tells nameless locks apart within one message and between messages.</summary>
    private int Number()
    {
        if (Volatile.Read(ref _number) == 0)
            Interlocked.CompareExchange(ref _number, Interlocked.Increment(ref s_numbers), 0);
        return _number;
    }
}
