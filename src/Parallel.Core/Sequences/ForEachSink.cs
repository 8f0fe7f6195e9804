using System.Runtime;

namespace ParallelCore.Sequences;

internal sealed class ForEachSink<T, TShard>(Action<T> body) : Sink<T>
    where TShard : struct
{
    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Action<T> call = body;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            for (int i = 0; i < items.Length; i++)
            {
                call(items[i]);
            }
        }
    }
}
