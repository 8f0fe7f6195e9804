using System.Runtime.ExceptionServices;
using ParallelCore.Primitives;

namespace ParallelCore.Loops;

/// <summary>The locals of one loop: whoever begins a part takes one, and leaves it to others at the part's end, so that there are no more than there were
/// parts at once: one for each worker, and one more for each that a waiting worker helps with.</summary>
/// <remarks>Thread safety: a lock for a few instructions, outside of which everything is called.</remarks>
internal sealed class LoopLocals<TLocal>(Func<TLocal> init, Action<TLocal> release) : IDisposable
{
    private readonly List<TLocal> _idle = [];
    private ShortLock _lock;

    /// <summary>Once the loop has ended: all there are.</summary>
    public IReadOnlyList<TLocal> All => _idle;

    /// <summary>One that nobody uses, or a new one.</summary>
    public TLocal Take()
    {
        _lock.Enter();
        try
        {
            if (_idle.Count > 0)
            {
                TLocal local = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
                return local;
            }
        }
        finally
        {
            _lock.Exit();
        }

        return init();
    }

    public void Leave(TLocal local)
    {
        _lock.Enter();
        try
        {
            _idle.Add(local);
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>Once the loop has ended, whatever it threw: releases all. What that throws comes after what the loop's bodies have thrown.</summary>
    public void Release(Exception? error)
    {
        Failures.ReleaseAll(_idle, release, error);
        if (error is not null)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>After a loop that has not failed.</summary>
    public void Dispose() => Release(null);
}
