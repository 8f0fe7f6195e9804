using Microsoft.Extensions.ObjectPool;
using ParallelCore.Collections;

namespace ParallelCore.Sequences;

/// <summary>Where a chain's worker-local instances come from.</summary>
internal sealed class LocalSource<TLocal>
    where TLocal : class
{
    private readonly Func<TLocal>? _factory;
    private readonly Action<TLocal>? _release;
    private readonly ObjectPool<TLocal>? _pool;

    public LocalSource(Func<TLocal> factory, Action<TLocal>? release)
    {
        _factory = factory;
        _release = release;
    }

    public LocalSource(ObjectPool<TLocal> pool) => _pool = pool;

    /// <summary>For one call of a result.</summary>
    public WorkerLocal<TLocal> Make() => _pool is not null ? new WorkerLocal<TLocal>(_pool) : new WorkerLocal<TLocal>(_factory!, _release);
}
