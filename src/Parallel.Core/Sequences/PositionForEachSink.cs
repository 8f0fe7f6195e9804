using System.Runtime;

namespace ParallelCore.Sequences;

internal sealed class PositionForEachSink<T>(Action<T, int> body) : Sink<T>
{
    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Action<T, int> call = body;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            long position = feed.Frame.Position;
            for (int i = 0; i < items.Length; i++)
            {
                call(items[i], checked((int)(position + i)));
            }
        }
    }
}
