using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Scheduling;

namespace ParallelCore.Sequences;

/// <summary>Reads items of a stage with known positions, for operators that need them in another order or beside others.</summary>
internal sealed class Reader<T>
{
    private readonly Driver _driver;
    private readonly CancellationToken _cancellationToken;

    public Reader(Stage<T> source, Execution execution)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Debug.Assert(source.IsIndexed, "only known positions can be read");
        _driver = source.Link(ReadSink<T>.Instance, execution);
        _cancellationToken = execution.CancellationToken;
    }

    public long Length => _driver.Length;

    /// <summary>Reads <paramref name="count"/> items from <paramref name="start"/> on to the front of <paramref name="items"/>.</summary>
    /// <returns>How many were read: fewer when one failed, or when the call is cancelled.</returns>
    public int Read(long start, int count, T[] items, out Exception? failure)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        ReadFrame<T> frame = IdlePool<ReadFrame<T>>.Rent();
        frame.Begin(_cancellationToken);
        frame.Items = items;
        frame.Count = 0;
        try
        {
            _driver.Run(start, start + count, frame);
            failure = frame.Failure;
            return frame.Count;
        }
        finally
        {
            frame.End();
            IdlePool<ReadFrame<T>>.Return(frame);
        }
    }
}
