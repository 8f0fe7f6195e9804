using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>The word of <see cref="AddressParker"/>, line by line, over a kernel that compares and enqueues under a lock of its own.</summary>
internal sealed class AddressParkerModel<TCell>(GlueFlaw flaw = GlueFlaw.None)
    where TCell : struct, IAtomicCell
{
    private const long Empty = 0;
    private const long Token = 1;
    private const long Parked = 2;

#pragma warning disable CS0649, IDE0044 // Changed by their own methods.
    private TCell _word;
    private ModelCell _kernelLock;
    private ModelCell _waiters;
    private ModelParker _thread;
#pragma warning restore CS0649, IDE0044

    /// <summary>Park, or ParkFor: after a time-out, for which a spurious wake-up stands, it returns.</summary>
    public void Park(bool forever = true)
    {
        if (_word.CompareExchange(Empty, Token) == Token)
            return;
        if (_word.CompareExchange(Parked, Empty) == Empty)
        {
            do
                WaitWhileParked();
            while (forever && _word.Read() == Parked);
        }
        _word.Exchange(Empty);
    }

    public void Unpark()
    {
        if (flaw == GlueFlaw.WakeBeforeToken && _word.Read() == Parked)
            WakeOne();
        if (_word.Exchange(Token) == Parked && flaw != GlueFlaw.WakeBeforeToken)
            WakeOne();
    }

    private void WaitWhileParked()
    {
        Lock();
        bool sleeps = _word.Read() == Parked;
        if (sleeps)
            _waiters.Write(1);
        _kernelLock.Write(0);
        if (sleeps)
            _thread.Park();
    }

    private void WakeOne()
    {
        Lock();
        bool wakes = _waiters.Read() != 0;
        if (wakes)
            _waiters.Write(0);
        _kernelLock.Write(0);
        if (wakes)
            _thread.Unpark();
    }

    private void Lock()
    {
        while (_kernelLock.CompareExchange(1, 0) != 0)
            ModelCell.Spin();
    }
}
