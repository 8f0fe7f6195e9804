using System.Runtime;
using ParallelCore.Collections;

namespace ParallelCore.Sequences;

internal sealed class LocalWhereStage<T, TLocal>(Stage<T> source, LocalSource<TLocal> locals, Func<T, TLocal, bool> predicate) : OperatorStage<T, T>(source)
    where TLocal : class
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    protected override Sink<T> MakeSink(Sink<T> next, Execution execution)
    {
        execution.Mix(predicate);
        return new LocalWhereSink<T, TLocal>(execution.LocalOf(locals), predicate, next);
    }
}

internal sealed class LocalWhereSink<T, TLocal>(WorkerLocal<TLocal> locals, Func<T, TLocal, bool> predicate, Sink<T> next) : BlockSink<T, T>(next)
    where TLocal : class
{
    [BypassReadyToRun]
    protected override void Make(scoped ref Feed<T> feed, scoped Span<T> output, scoped ref int made)
    {
        Func<T, TLocal, bool> keeps = predicate;
        while (feed.Next(output.Length, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            int kept = 0;
            made = 0;
            TLocal local = locals.Value;
            for (int i = 0; i < items.Length; i++)
            {
                made = kept;
                output[kept] = items[i];
                kept += keeps(items[i], local) ? 1 : 0;
            }

            Hand(output[..kept], feed.Frame, ref made);
        }
    }
}
