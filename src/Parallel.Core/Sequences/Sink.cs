namespace ParallelCore.Sequences;

/// <summary>One step of a linked chain: is handed items, and hands what it makes of them to the next one.</summary>
/// <remarks>
/// A sink holds no state of a run: any number of workers push through it at once, each with a frame of its own. Sinks are generic over the items on both of their sides and never over
/// the chain, so that a chain of any depth needs no code that a short one hasn't.
/// </remarks>
internal abstract class Sink<T>
{
    /// <summary>Takes the next items of a run, in order. Where each source index gives one item, <see cref="Frame.Position"/> is the first one's; it may be changed, and is restored.</summary>
    /// <remarks>What a delegate of this sink throws at an item is noted in the frame when the items before it have been handed on, because one of those may still fail in a later sink, which then is
    /// the failure that a sequential loop would have met, or may be all that is wanted. A sink without a next one just throws.</remarks>
    public abstract void Push(ReadOnlySpan<T> items, Frame frame);

    /// <summary>Pushes any number of items: at once or, where the run can be cancelled, so few at a time that it is soon seen.</summary>
    public void PushSliced(ReadOnlySpan<T> items, Frame frame)
    {
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
