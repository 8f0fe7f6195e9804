using System.Buffers;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>Pooled memory for parts whose number and sizes aren't known before. Each slab is twice as long as the one before, so that few are needed, which the pool keeps.</summary>
/// <remarks>Thread safety: parts may be taken by several workers at once.</remarks>
internal sealed class Slabs<T> : IDisposable
{
    private const int FirstLength = 1024;

    private readonly object _lock = new();
    private readonly List<T[]> _slabs = [];
    private int _used;

    /// <summary>A part of this length; what is in it is left from earlier uses.</summary>
    public Memory<T> Take(int length)
    {
        lock (_lock)
        {
            if (_slabs.Count == 0 || _slabs[^1].Length - _used < length)
            {
                int next = _slabs.Count == 0 ? FirstLength : (int)Math.Min(2L * _slabs[^1].Length, Array.MaxLength);
                _slabs.Add(ArrayPool<T>.Shared.Rent(Math.Max(length, next)));
                _used = 0;
            }

            _used += length;
            return _slabs[^1].AsMemory(_used - length, length);
        }
    }

    public void Dispose()
    {
        foreach (T[] slab in _slabs)
        {
            Pooled.Return(slab);
        }

        _slabs.Clear();
    }
}
