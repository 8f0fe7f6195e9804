using System.Collections;

namespace ParallelCore.Tests.Sequences;

/// <summary>An enumerable that can only be pulled, that may never end, and that watches how it is used.</summary>
internal sealed class PulledSource(long length = long.MaxValue, int failing = -1, bool disposeFails = false) : IEnumerable<int>
{
    private int _inside;

    private bool DisposeFails => disposeFails;

    public int Begun { get; private set; }

    public int Disposed { get; private set; }

    public int Pulled { get; private set; }

    public bool WasPulledByTwo { get; private set; }

    public Action<int>? OnPull { get; set; }

    public IEnumerator<int> GetEnumerator()
    {
        Begun++;
        return new Enumerator(this);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool MoveNext(int position)
    {
        if (Interlocked.Exchange(ref _inside, 1) != 0)
            WasPulledByTwo = true;
        Pulled++;
        OnPull?.Invoke(position);
        Volatile.Write(ref _inside, 0);
        return position == failing ? throw new ItemException("source", position) : position < length;
    }

    private sealed class Enumerator(PulledSource source) : IEnumerator<int>
    {
        public int Current { get; private set; } = -1;

        object IEnumerator.Current => Current;

        public bool MoveNext() => source.MoveNext(++Current);

        public void Reset() => throw new NotSupportedException();

        public void Dispose()
        {
            source.Disposed++;
            if (source.DisposeFails)
                throw new ItemException("dispose", 0);
        }
    }
}
