using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class DoSink<T>(Action<T> action, Sink<T> next) : Sink<T>
{
    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        long position = frame.Position;
        for (int start = 0; start < items.Length && !frame.IsStopped; start += frame.BlockSize)
        {
            ReadOnlySpan<T> block = items.Slice(start, Math.Min(frame.BlockSize, items.Length - start));
            int done = 0;
            Exception? failure = null;
            try
            {
                for (; done < block.Length; done++)
                {
                    action(block[done]);
                }
            }
            catch (Exception e)
            {
                failure = e;
            }

            frame.Position = position + start;
            if (done > 0)
            {
                next.Push(block[..done], frame);
            }

            frame.Fail(failure);
        }

        frame.Position = position;
    }
}
