using System.Runtime.CompilerServices;

namespace ParallelCore.Primitives;

/// <summary>The token protocol shared by the parkers that sleep on the address of a word.</summary>
/// <remarks>
/// The word is Empty, Token or Parked. Only the sleeper moves it to Parked, by compare-and-swap from Empty, and the kernel sleeps only while it
/// still reads Parked; the waker's exchange leaves a token and asks the kernel only when it found Parked. So a token left
/// at any moment is never slept through.
/// </remarks>
internal abstract unsafe class AddressParker : Parker
{
    private const int Empty = 0;
    private const int Token = 1;
    private const int Parked = 2;

    /// <summary>No time-out, for <see cref="WaitWhileEqual"/>.</summary>
    protected const int Forever = -1;

    // Pinned for the parker's life, so that a waker may pass the address to the kernel at any time.
    private readonly int[] _word = GC.AllocateArray<int>(CachePad.Bytes / sizeof(int), pinned: true);

    private ref int Word => ref _word[_word.Length / 2];

    public sealed override void Park() => Park(Forever);

    public sealed override void ParkFor(int microseconds) => Park(microseconds);

    public sealed override void Unpark()
    {
        if (Interlocked.Exchange(ref Word, Token) == Parked)
        {
            WakeOne((int*)Unsafe.AsPointer(ref Word));
        }
    }

    /// <summary>Sleeps if the word still holds <paramref name="value"/>, for so many microseconds or <see cref="Forever"/>; may return early.</summary>
    protected abstract void WaitWhileEqual(int* address, int value, int microseconds);

    protected abstract void WakeOne(int* address);

    private void Park(int microseconds)
    {
        if (Interlocked.CompareExchange(ref Word, Empty, Token) == Token)
        {
            return;
        }

        if (Interlocked.CompareExchange(ref Word, Parked, Empty) == Empty)
        {
            do
            {
                WaitWhileEqual((int*)Unsafe.AsPointer(ref Word), Parked, microseconds);
            }
            while (microseconds == Forever && Volatile.Read(ref Word) == Parked);
        }

        Interlocked.Exchange(ref Word, Empty);
    }
}
