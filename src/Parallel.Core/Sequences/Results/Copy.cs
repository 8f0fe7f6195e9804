using System.Buffers;
using ParallelCore.Loops;

namespace ParallelCore.Sequences;

/// <summary>Writes the items of a stage with known positions to where they belong, with nothing in between.</summary>
internal sealed class CopyPass<T>
{
    private readonly CopySink<T> _sink = new();
    private readonly ForEachPass<T> _pass;

    public CopyPass(Stage<T> source, Execution execution) => _pass = new ForEachPass<T>(source, execution, _sink);

    public long Length => _pass.Length;

    /// <summary>Writes all items to the front of a memory that has room for them.</summary>
    public void CopyTo(Memory<T> target)
    {
        if (_pass.Length <= FewItems.ToCopy && _pass.IsOver(out ReadOnlyMemory<T> items))
        {
            CopyHere(items, target);
            return;
        }

        _sink.Target = target;
        _pass.Run();
    }

    private static void CopyHere(ReadOnlyMemory<T> items, Memory<T> target)
    {
        if (items.IsEmpty)
        {
            return;
        }

        try
        {
            items.CopyTo(target);
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e); // of a memory that isn't there any longer
        }
    }
}

/// <summary>Writes each item to its position.</summary>
internal sealed class CopySink<T> : Sink<T>
{
    /// <summary>Set between linking, which tells the length, and running.</summary>
    public Memory<T> Target { get; set; }

    public override void Push(ReadOnlySpan<T> items, Frame frame) => items.CopyTo(Target.Span[(int)frame.Position..]);
}

internal static class FewItems
{
    /// <summary>So many are copied in less time than a loop needs to begin.</summary>
    public const int ToCopy = 1024;
}

/// <summary>Copies segments behind each other.</summary>
internal sealed class ConcatenatePass<T>(SegmentList<T> segments, Memory<T> target, Execution execution) : ChunkPass(execution)
{
    private int[] _starts = [];

    /// <summary>Copies as much as the target holds.</summary>
    public void Copy()
    {
        if (target.Length <= FewItems.ToCopy)
        {
            CopyHere();
            return;
        }

        _starts = ArrayPool<int>.Shared.Rent(segments.Count);
        try
        {
            int next = 0;
            for (int i = 0; i < segments.Count; i++)
            {
                _starts[i] = next;
                next += Math.Min(segments.Items[i].Count, target.Length - next);
            }

            if (next > 0)
            {
                Loop(segments.Count, ChunkPolicy.Auto, Execution.QuietOptions);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(_starts);
        }
    }

    protected override void Run(long start, long end)
    {
        for (int i = (int)start; i < end; i++)
        {
            ReadOnlySpan<T> items = segments.Items[i].Span;
            items[..Math.Min(items.Length, target.Length - _starts[i])].CopyTo(target.Span[_starts[i]..]);
        }
    }

    private void CopyHere()
    {
        Span<T> left = target.Span;
        foreach (ref readonly Segment<T> segment in segments.Items)
        {
            ReadOnlySpan<T> items = segment.Span[..Math.Min(segment.Count, left.Length)];
            items.CopyTo(left);
            left = left[items.Length..];
        }
    }
}
