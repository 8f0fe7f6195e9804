using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParallelCore.Collections;

/// <summary>A list that one thread appends to while any thread reads: nothing that is in it ever moves.</summary>
/// <remarks>
/// ROLES: one thread at a time appends; any thread reads what lies before a count that it has read.
/// INVARIANTS: (1) block 0 has <see cref="s_first"/> places and each further one as many as all before it, up to <see cref="s_most"/>; all are powers of two,
/// so that a position's block and place follow from its bits. (2) A large block is a large object, which the garbage collector doesn't copy: most of what is
/// collected lives until the result is taken. (3) What lies before <see cref="Count"/> never changes, but through <see cref="Last"/>.
/// ORDERING: B1 the release store of the count, after the item, its block and the directory; it pairs with B2, the reader's acquire. PROGRESS: wait-free. WRAP:
/// memory ends before a count does.
/// </remarks>
[DebuggerDisplay("Count = {Count}")]
internal struct BlockChain<T>
{
    /// <summary>The size of the largest blocks, which is more than that of the largest item that an array can have.</summary>
    private const int MostBytes = 1 << 20;

    private static readonly int s_most = 1 << BitOperations.Log2((uint)(MostBytes / Unsafe.SizeOf<T>()));
    private static readonly int s_first = Math.Min(16, s_most);

    private T[][] _blocks = [];
    private T[] _block = [];
    private long _end;
    private long _count;

    public BlockChain()
    {
    }

    /// <summary>How many items there are.</summary>
    public long Count => Volatile.Read(ref _count); // B2

    /// <summary>The item that was added last, for whoever appends.</summary>
    public readonly ref T Last => ref this[_count - 1];

    /// <summary>The item at a position below a count that was read before.</summary>
    public readonly ref T this[long position]
    {
        get
        {
            T[] block = _blocks[BlockOf(position)];
            return ref block[position & (block.Length - 1)];
        }
    }

    /// <summary>How many items there are, for whoever appends.</summary>
    public readonly long OwnCount => _count;

    /// <summary>How many items there may be before another block is needed, for whoever appends.</summary>
    public readonly long Room => _end;

    /// <summary>Adds an item where there is room for one, which the caller knows along with the count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendAt(long count, T item)
    {
        // By reference: a store into an array of references checks the array's type, and this one can't be of another.
        T[] block = _block;
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(block), (nint)count & (block.Length - 1)) = item;
        Volatile.Write(ref _count, count + 1); // B1
    }

    /// <summary>Adds an item.</summary>
    public void Append(T item)
    {
        MakeRoom();
        AppendAt(_count, item);
    }

    /// <summary>Adds as many of the items as there is room for.</summary>
    /// <returns>How many.</returns>
    public int AppendSome(ReadOnlySpan<T> items)
    {
        int length = (int)Math.Min(items.Length, _end - _count);
        items[..length].CopyTo(_block.AsSpan((int)(_count & (_block.Length - 1))));
        Volatile.Write(ref _count, _count + length); // B1
        return length;
    }

    /// <summary>After this the next item finds a place without a new block, so that nothing can fail in the middle.</summary>
    public void MakeRoom()
    {
        if (_count < _end)
        {
            return;
        }

        int length = (int)Math.Clamp(_count, s_first, s_most);
        int number = BlockOf(_count);
        T[] block = GC.AllocateUninitializedArray<T>(length);
        if (number == _blocks.Length)
        {
            Array.Resize(ref _blocks, Math.Max(4, 2 * number));
        }

        _blocks[number] = block;
        _block = block;
        _end += length;
    }

    /// <summary>Copies the items from a position on, as many as the destination has room for; all of them below a count that was read before.</summary>
    public readonly void CopyTo(long position, Span<T> destination)
    {
        while (destination.Length > 0)
        {
            T[] block = _blocks[BlockOf(position)];
            int place = (int)(position & (block.Length - 1));
            int length = Math.Min(destination.Length, block.Length - place);
            block.AsSpan(place, length).CopyTo(destination);
            destination = destination[length..];
            position += length;
        }
    }

    private static int BlockOf(long position) =>
        position < s_first ? 0
        : position < s_most ? BitOperations.Log2((ulong)position / (uint)s_first) + 1
        : (int)(BitOperations.Log2((uint)(s_most / s_first)) + (position / s_most));
}
