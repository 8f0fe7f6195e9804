using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.SelfTests;

/// <summary>The smallest sleep protocol: announce, look again, sleep; against publish, look for sleepers, wake.</summary>
internal struct EventCount<TCell, TParker>(bool waiterFence, bool notifierFence)
    where TCell : struct, IAtomicCell
    where TParker : struct, IParker
{
#pragma warning disable CS0649, IDE0044 // Both are changed by their own methods; readonly, each call would change a copy.
    private TCell _waiting;
    private TParker _parker;
#pragma warning restore CS0649, IDE0044

    public void Wait(ref TCell work)
    {
        while (work.Read() == 0)
        {
            _waiting.Write(1);
            if (waiterFence)
                TCell.Fence();
            if (work.Read() == 0)
                _parker.Park();
            _waiting.Write(0);
        }
    }

    public void Notify(ref TCell work)
    {
        work.Write(1);
        if (notifierFence)
            TCell.Fence();
        if (_waiting.Read() == 1)
            _parker.Unpark();
    }
}
