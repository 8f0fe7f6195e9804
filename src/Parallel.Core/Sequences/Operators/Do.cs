using System.Runtime;

namespace ParallelCore.Sequences;

internal sealed class DoStage<T>(Stage<T> source, Action<T> action) : OperatorStage<T, T>(source)
{
    protected override Sink<T> MakeSink(Sink<T> next, Execution execution)
    {
        execution.Mix(action);
        return new DoSink<T>(action, next);
    }
}

internal sealed class DoSink<T>(Action<T> action, Sink<T> next) : BlockSink<T, T>(next)
{
    [BypassReadyToRun]
    protected override void Make(scoped ref Feed<T> feed, scoped Span<T> output, scoped ref int made)
    {
        Action<T> show = action;
        while (feed.Next(output.Length, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            for (int i = 0; i < items.Length; i++)
            {
                made = i;
                output[i] = items[i];
                show(items[i]);
            }

            Hand(output[..items.Length], feed.Frame, ref made);
        }
    }
}
