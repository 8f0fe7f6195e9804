using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>One step of a linked chain: is handed items, and hands what it makes of them to the next one.</summary>
/// <remarks>
/// A sink holds no state of a run: any number of workers push through it at once, each with a frame of its own. Sinks are generic over the items on both of their sides and never over
/// the chain, so that a chain of any depth needs no code that a short one hasn't. Each overrides one of its two methods: <see cref="Run"/> if it calls a delegate.
/// </remarks>
internal abstract class Sink<T>
{
    /// <summary>Takes the next items of a run, in order, at least one. Where each source index gives one item, <see cref="Frame.Position"/> is the first one's; it may be changed, and is restored.</summary>
    /// <remarks>What a delegate of this sink throws at an item is noted in the frame when the items before it have been handed on, because one of those may still fail in a later sink, which then is
    /// the failure that a sequential loop would have met, or may be all that is wanted. A sink without a next one just throws.</remarks>
    public virtual void Push(ReadOnlySpan<T> items, Frame frame)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        long position = frame.Position;
        var feed = new Feed<T>(items, frame);
        Run(ref feed);
        frame.Position = position;
    }

    /// <summary>Takes all that a feed has.</summary>
    /// <remarks>The first sink of a chain has the run for itself. So a loop in here that calls a delegate is one activation as long as there is something to do: the runtime replaces it while it runs by a copy that inlines the
    /// delegate, instead of calling it for ever in the code that was compiled first.</remarks>
    public virtual void Run(scoped ref Feed<T> feed)
    {
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> items))
        {
            Push(items, feed.Frame);
        }
    }

    /// <summary>Pushes any number of items: at once or, where the run can be cancelled, so few at a time that it is soon seen.</summary>
    public void PushSliced(ReadOnlySpan<T> items, Frame frame)
    {
        if (items.IsEmpty)
        {
            return;
        }

        if (!frame.IsCancellable || items.Length <= frame.BlockSize)
        {
            Push(items, frame);
            return;
        }

        long position = frame.Position;
        for (int start = 0; start < items.Length && !frame.IsStopped; start += frame.BlockSize)
        {
            frame.Position = position + start;
            Push(items.Slice(start, Math.Min(frame.BlockSize, items.Length - start)), frame);
        }

        frame.Position = position;
    }
}
