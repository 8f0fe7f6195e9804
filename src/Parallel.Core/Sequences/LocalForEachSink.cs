using System.Runtime;
using ParallelCore.Collections;

namespace ParallelCore.Sequences;

internal sealed class LocalForEachSink<T, TLocal>(WorkerLocal<TLocal> locals, Action<T, TLocal> body) : Sink<T>
    where TLocal : class
{
    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Action<T, TLocal> call = body;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            TLocal local = locals.Value;
            for (int i = 0; i < items.Length; i++)
            {
                call(items[i], local);
            }
        }
    }
}
