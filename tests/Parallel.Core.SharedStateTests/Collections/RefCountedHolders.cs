using System.Collections.Concurrent;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

/// <summary>The real ones.</summary>
internal sealed class RefCountedHolders : IHolders
{
    private readonly TrackedDisposable _value = new();
    private readonly RefCounted<TrackedDisposable> _first;
    private readonly WeakRefCounted<TrackedDisposable> _weak;
    private readonly ConcurrentBag<RefCounted<TrackedDisposable>> _kept = [];

    public RefCountedHolders()
    {
        _first = RefCounted.Create(_value);
        _weak = _first.ToWeak();
    }

    public int Disposals => _value.Disposals;

    public bool TryKeep()
    {
        if (!_weak.TryAcquire(out RefCounted<TrackedDisposable>? handle))
            return false;
        _kept.Add(handle);
        return true;
    }

    public bool TryShare()
    {
        try
        {
            _kept.Add(_first.Share());
            return true;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    public void ReleaseFirst() => _first.Dispose();
}
