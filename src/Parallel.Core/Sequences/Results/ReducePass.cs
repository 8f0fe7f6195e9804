using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using ParallelCore.Algorithms;
using ParallelCore.Loops;

namespace ParallelCore.Sequences;

/// <summary>Reduces a chain's items: the same result, bit for bit, whoever runs what.</summary>
/// <remarks>
/// <para>In one of three ways; which one depends on the reduction, the chain, the length and the chunk setting alone.</para>
/// <para><b>Exact</b> reductions give the same result however the items are cut: each piece folds its chunks as one, and the caller combines the pieces in
/// their order.</para>
/// <para><b>Few</b> numbers, whose sum rounds but takes no time, are kept, and added up by the caller in their order.</para>
/// <para><b>All others</b> are combined in a fixed tree: chunk k is leaf k of a binary tree whose inner nodes cover aligned blocks of 2^l chunks; the blocks
/// that are left at the ragged end are combined from the right. Who runs chunks [a, b) combines the blocks that lie within, as a binary counter carries, which
/// leaves few for the end.</para>
/// </remarks>
internal sealed class ReducePass<T, TFold, TState> : DriverPass<Piece<TFold>>
{
    private readonly Reduction<T, TFold, TState> _reduction;
    private readonly bool _isBounded;
    private readonly bool _isPositioned;
    private long _length;
    private long _chunk;
    private Part[] _parts = []; // each at the first chunk that it covers
    private T[]? _kept;

    public ReducePass(Stage<T> source, Execution execution, Reduction<T, TFold, TState> reduction)
        : base(execution)
    {
        _reduction = reduction;
        Driver = source.Link(reduction.IsExact ? reduction : new Ending(this), execution);
        _isBounded = source.IsBounded;
        _isPositioned = source.HasPositions;
    }

    protected override Driver Driver { get; }

    public TState Reduce()
    {
        if (MemoryDriver<T>.IsAll(Driver, _reduction, Execution, out ReadOnlyMemory<T> items) && _reduction.TryKnow(items, out TState known))
        {
            return known;
        }

        if (!Driver.Advance(_reduction.IsExact))
        {
            return None();
        }

        TState state = ReducePart();
        while (Driver.Advance(_reduction.IsExact))
        {
            TState next = ReducePart();
            state = Combine(state, next);
        }

        return state;
    }

    public override bool Next(ref Ranges ranges)
    {
        var piece = Unsafe.As<Piece<TFold>>(ranges.Frame);
        if (ranges.HasPiece)
        {
            piece.ThrowIfFailed();
            if (piece.IsStopped)
            {
                return ranges.NextPiece(); // cancelled, which the loop sees too
            }

            EndRange(ref ranges, piece);
        }

        bool isThere = ranges.Unit < ranges.PieceEnd || ranges.NextPiece();
        if (isThere)
        {
            BeginRange(ref ranges, piece);
        }

        return isThere;
    }

    protected override bool LoopPresent()
    {
        LoopChunks(_length, _chunk, Execution.Options);
        return false;
    }

    /// <summary>A range is a piece or, where it isn't known which source index an item comes from, a chunk of it.</summary>
    private void BeginRange(ref Ranges ranges, Piece<TFold> piece)
    {
        ranges.Start = ranges.Unit * _chunk;
        ranges.Unit = _reduction.IsExact || _isPositioned || _kept is not null ? ranges.PieceEnd : ranges.Unit + 1;
        ranges.End = Math.Min(ranges.Unit * _chunk, _length);
        piece.First = (int)ranges.PieceStart;
        piece.Next = piece.First;
        piece.Left = 0;
        if (_reduction.IsExact || !_isPositioned)
        {
            piece.State = _reduction.Begin();
        }
    }

    private void EndRange(ref Ranges ranges, Piece<TFold> piece)
    {
        int count = (int)(ranges.PieceEnd - ranges.PieceStart);
        if (_reduction.IsExact)
        {
            _parts[piece.First] = new Part { State = _reduction.End(piece.State), Chunks = count };
        }
        else if (_kept is not null)
        {
            _parts[piece.First] = new Part { Chunks = count, Items = piece.Next - piece.First };
        }
        else if (!_isPositioned)
        {
            Carry((int)ranges.Unit - 1, piece.First, _reduction.End(piece.State), 0);
        }
    }

    private TState ReducePart()
    {
        _length = Driver.Length;
        ChunkPolicy chunk = Execution.ChunkOf(Driver, _length);
        chunk.ThrowIfUnfit(0, _length);
        bool isKept = !FixedChunks.IsGiven(chunk) && _isBounded && _length <= _reduction.Few;
        _chunk = isKept ? 1 : FixedChunks.Size(_length, chunk, _reduction.IsExact);
        int count = (int)FixedChunks.Count(_length, _chunk);
        if (count == 0)
        {
            Execution.CancellationToken.ThrowIfCancellationRequested();
            return None();
        }

        _parts = ArrayPool<Part>.Shared.Rent(count);
        _kept = isKept ? ArrayPool<T>.Shared.Rent(count) : null;
        try
        {
            LoopBesidePull(_reduction.IsExact);
            return isKept ? FoldKept(_kept!, count) : Join(count);
        }
        finally
        {
            Pooled.Return(_parts);
            if (_kept is not null)
            {
                Pooled.Return(_kept);
            }
        }
    }

    /// <summary>Folds the items that the pieces have kept, in their order.</summary>
    private TState FoldKept(T[] kept, int count)
    {
        Piece<TFold> all = Enter();
        try
        {
            all.State = _reduction.Begin();
            for (int first = 0; first < count; first += _parts[first].Chunks)
            {
                _reduction.Push(kept.AsSpan(first, _parts[first].Items), all);
            }

            return _reduction.End(all.State);
        }
        finally
        {
            Exit(all);
        }
    }

    /// <summary>Combines a block of 2^level chunks with the equal blocks before it, as far down as <paramref name="least"/>, and keeps the result at the first
    /// chunk of the block that it covers.</summary>
    private void Carry(int block, int least, TState state, int level)
    {
        while ((block >> level & 1) != 0 && block - (1 << level) >= least)
        {
            block -= 1 << level;
            state = _reduction.Combine(_parts[block].State, state);
            level++;
        }

        ref Part part = ref _parts[block];
        part.State = state;
        part.Chunks = 1 << level;
    }

    /// <summary>Combines what the pieces left.</summary>
    private TState Join(int count)
    {
        try
        {
            return _reduction.IsExact ? JoinPieces(count) : JoinTree(count);
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
    }

    private TState JoinPieces(int count)
    {
        TState state = _parts[0].State;
        for (int chunk = _parts[0].Chunks; chunk < count; chunk += _parts[chunk].Chunks)
        {
            state = _reduction.Combine(state, _parts[chunk].State);
        }

        return state;
    }

    /// <summary>First full blocks, then, from the right, those of the ragged end.</summary>
    private TState JoinTree(int count)
    {
        for (int block = 0; block < count;)
        {
            Part part = _parts[block];
            Carry(block, 0, part.State, BitOperations.Log2((uint)part.Chunks));
            block += part.Chunks;
        }

        // The blocks that are left are the binary digits of the count, the largest first.
        int end = count & (count - 1);
        TState state = _parts[end].State;
        while (end > 0)
        {
            end &= end - 1;
            state = _reduction.Combine(_parts[end].State, state);
        }

        return state;
    }

    private TState None()
    {
        try
        {
            return _reduction.End(_reduction.Begin());
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
    }

    private TState Combine(TState left, TState right)
    {
        try
        {
            return _reduction.Combine(left, right);
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
    }

    /// <summary>What a piece, or a block of a tree, was reduced to.</summary>
    private struct Part
    {
        public TState State;

        /// <summary>How many chunks it covers.</summary>
        public int Chunks;

        /// <summary>How many items it has kept.</summary>
        public int Items;
    }

    /// <summary>The last sink: keeps items, or cuts a piece that was pushed through the chain as one into its chunks.</summary>
    private sealed class Ending(ReducePass<T, TFold, TState> pass) : Sink<T>
    {
        public override void Push(ReadOnlySpan<T> items, Frame frame)
        {
            var piece = Unsafe.As<Piece<TFold>>(frame);
            if (pass._kept is { } kept)
            {
                items.CopyTo(kept.AsSpan(piece.Next));
                piece.Next += items.Length;
            }
            else if (pass._isPositioned)
            {
                Cut(items, piece);
            }
            else
            {
                pass._reduction.Push(items, piece);
            }
        }

        private void Cut(ReadOnlySpan<T> items, Piece<TFold> piece)
        {
            if (piece.Left > 0)
            {
                items = items[GoOn(items, piece)..];
            }

            while (!items.IsEmpty)
            {
                long whole = Math.Min(pass._chunk, pass._length - piece.Next * pass._chunk);
                if (whole > items.Length)
                {
                    piece.State = pass._reduction.Begin();
                    piece.Left = whole;
                    GoOn(items, piece);
                    return;
                }

                TState state = pass._reduction.Of(items[..(int)whole], piece);
                pass.Carry(piece.Next++, piece.First, state, 0);
                items = items[(int)whole..];
            }
        }

        /// <summary>Folds what belongs to the chunk that has begun, and returns how many items that are.</summary>
        private int GoOn(ReadOnlySpan<T> items, Piece<TFold> piece)
        {
            int count = (int)Math.Min(piece.Left, items.Length);
            pass._reduction.Push(items[..count], piece);
            piece.Left -= count;
            if (piece.Left == 0)
            {
                pass.Carry(piece.Next++, piece.First, pass._reduction.End(piece.State), 0);
            }

            return count;
        }
    }
}

/// <summary>What one worker knows while it reduces a piece.</summary>
internal sealed class Piece<TFold> : Frame<TFold>
{
    /// <summary>The piece's first chunk.</summary>
    public int First;

    /// <summary>The chunk that the next item belongs to, or the place that it is kept at.</summary>
    public int Next;

    /// <summary>How many items of a chunk that has begun are to come.</summary>
    public long Left;
}
