using System.Collections.Concurrent;
using Microsoft.Extensions.ObjectPool;

namespace ParallelCore.Tests.Collections;

/// <summary>A pool that knows what is out and what came back.</summary>
internal sealed class CountingPool : ObjectPool<object>
{
    public ConcurrentQueue<object> Taken { get; } = new();

    public ConcurrentQueue<object> Returned { get; } = new();

    public override object Get()
    {
        var item = new object();
        Taken.Enqueue(item);
        return item;
    }

    public override void Return(object obj) => Returned.Enqueue(obj);
}
