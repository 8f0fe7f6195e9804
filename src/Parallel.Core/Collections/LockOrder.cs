using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParallelCore.Collections;

/// <summary>Finds locks that are taken in opposite orders, before they deadlock: in one run, even if the threads never meet.</summary>
/// <remarks>
/// <para>While <see cref="IsChecked"/>, every wait for a <see cref="Guarded{T}"/>, a <see cref="ReadWriteGuarded{T}"/> or a <see cref="SerialGate"/> notes
/// which ones the thread holds already. Taking B while holding A, after somebody took A while holding B (directly or over further locks), throws a
/// <see cref="LockOrderException"/> that names both locks and all the places. Read locks count like write locks: with a writer waiting, they wait for each
/// other too.</para>
/// <para>Waits that end by themselves are not checked: a try without a timeout or with a finite one, and the await of
/// <see cref="SerialGate.RunAsync(Func{Task}, CancellationToken, string, int)"/>. What they took counts as held afterwards; the body of a RunAsync holds the
/// gate in this sense until its first await that waits.</para>
/// <para>A place is what the compiler knows of it, the file's path and the line. Locks are told apart by instance; give them names to find them in the message.
/// What was noted about a lock goes when the lock is collected.</para>
/// <para><b>Thread safety:</b> safe. <b>Complexity:</b> off, a branch per lock taken; on, a table look-up for each lock that the thread holds, and when a pair
/// is new, a search through the pairs under one process-wide lock. Nothing of the user's runs under it. <b>Blocking:</b> only for that search.</para>
/// <para>Source: lockdep, the Linux kernel's lock validator (Documentation/locking/lockdep-design), with instances in place of its lock classes.</para>
/// </remarks>
/// <example><code>
/// LockOrder.IsChecked = true;
/// var a = new Guarded&lt;int&gt;(1, "a");
/// var b = new Guarded&lt;int&gt;(2, "b");
/// using (a.Lock())
/// using (b.Lock()) { }
/// using (b.Lock())
/// using (a.Lock()) { } // throws
/// </code></example>
public static class LockOrder
{
    private static readonly object s_graph = new();

    [ThreadStatic]
    private static List<HeldLock>? t_held;

    /// <summary>Whether orders are checked from now on. At first it is what the runtime setting <c>ParallelCore.CheckLockOrder</c> says; without it,
    /// false.</summary>
    /// <remarks>Locks that were taken while it was off count as not held. What was noted stays while it is off.</remarks>
    public static bool IsChecked { get; set; } = AppContext.TryGetSwitch("ParallelCore.CheckLockOrder", out bool isOn) && isOn;

    /// <summary>Comes before a wait without end.</summary>
    /// <returns>Whether <see cref="Taken"/> and <see cref="Released"/> shall follow: the setting may change while the lock is held.</returns>
    internal static bool Check(LockNode taking, string file, int line)
    {
        if (!Prepare())
        {
            return false;
        }

        Check(taking, new LockSite(file, line));
        return true;
    }

    /// <summary>Comes before a try that ends by itself, on the thread that <see cref="Taken"/> will be called on: with a lock taken, nothing may fail for want
    /// of memory.</summary>
    /// <returns>As that of <see cref="Check(LockNode, string, int)"/>.</returns>
    internal static bool Prepare()
    {
        if (!IsChecked)
        {
            return false;
        }

        List<HeldLock> held = t_held ??= [];
        held.EnsureCapacity(held.Count + 1);
        return true;
    }

    /// <summary>Allocates nothing after <see cref="Prepare"/>.</summary>
    internal static void Taken(LockNode node, string file, int line) => t_held!.Add(new HeldLock(node, new LockSite(file, line)));

    internal static void Released(LockNode node)
    {
        for (int i = t_held!.Count - 1; i >= 0; i--)
        {
            if (t_held[i].Node == node)
            {
                t_held.RemoveAt(i);
                return;
            }
        }
    }

    private static void Check(LockNode taking, LockSite site)
    {
        ReadOnlySpan<HeldLock> heldLocks = CollectionsMarshal.AsSpan(t_held);
        if (IsNothingNew(heldLocks, taking))
        {
            return;
        }

        // Search and entry are one step: of two threads that come with opposite pairs, the second must see what the first has entered.
        lock (s_graph)
        {
            foreach (HeldLock held in heldLocks)
            {
                if (taking.PathTo(held.Node) is { } path)
                {
                    throw new LockOrderException(Describe(taking, site, held, path));
                }
            }

            foreach (HeldLock held in heldLocks)
            {
                held.Node.AddFollower(taking, new LockEdge(held.Site, site));
            }
        }
    }

    /// <summary>Also when the thread holds the very lock: what happens then is the lock's own affair.</summary>
    private static bool IsNothingNew(ReadOnlySpan<HeldLock> heldLocks, LockNode taking)
    {
        bool areKnown = true;
        foreach (HeldLock held in heldLocks)
        {
            if (held.Node == taking)
            {
                return true;
            }

            areKnown &= held.Node.IsFollowedBy(taking);
        }

        return areKnown;
    }

    private static string Describe(LockNode taking, LockSite site, HeldLock held, IEnumerable<LockStep> path) =>
        $"Taking {taking} at {site} while holding {held.Node}, taken at {held.Site}, can deadlock, because the opposite order was seen: {string.Join("; ", path)}.";
}

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
                {
                    continue;
                }

                if (to == target)
                {
                    return StepsBack(target, stepTo);
                }

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
        {
            path.Push(stepTo[to]);
        }

        return path;
    }

    /// <summary>Tells nameless locks apart within one message and between messages.</summary>
    private int Number()
    {
        if (Volatile.Read(ref _number) == 0)
        {
            Interlocked.CompareExchange(ref _number, Interlocked.Increment(ref s_numbers), 0);
        }

        return _number;
    }
}

/// <summary>One lock was taken while another was held: where each of the two was taken, when it was seen first.</summary>
internal sealed record LockEdge(LockSite Held, LockSite Taken);

/// <summary>A place in the user's code that takes a lock.</summary>
internal readonly record struct LockSite(string File, int Line)
{
    public override string ToString() => $"{File}:{Line}";
}

/// <summary>One edge of a path through the locks.</summary>
internal readonly record struct LockStep(LockNode From, LockEdge Edge, LockNode To)
{
    public override string ToString() => $"{From}, taken at {Edge.Held}, was held when {To} was taken at {Edge.Taken}";
}

/// <summary>A lock that the current thread holds, and where it was taken.</summary>
internal readonly record struct HeldLock(LockNode Node, LockSite Site);

/// <summary>Two locks are taken in opposite orders, so that two threads that do so at the same moment would wait for each other for ever.</summary>
/// <remarks>Thrown before anything waits, and only while <see cref="LockOrder.IsChecked"/>. The message names the locks, and for both orders the two places
/// that took them.</remarks>
public sealed class LockOrderException : InvalidOperationException
{
    internal LockOrderException(string message)
        : base(message)
    {
    }
}
