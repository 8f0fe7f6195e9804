using System.Buffers;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>Reduces a chain's items in a fixed tree over fixed chunks: the same result, bit for bit, whoever runs what.</summary>
/// <remarks>
/// The chunks depend on the length and the chunk setting alone, and so does the tree: chunk k is leaf k of a binary tree whose inner nodes cover aligned blocks of 2^l chunks; the blocks
/// that are left at the ragged end are combined from the right. Who runs chunks [a, b) combines the blocks that lie within, as a binary counter carries, which leaves few for the end.
/// </remarks>
internal sealed class ReducePass<T, TFold, TState> : Pass
{
    private readonly Reduction<T, TFold, TState> _reduction;
    private readonly Driver _driver;
    private long _length;
    private long _chunk;
    private Subtree<TState>[] _subtrees = [];

    public ReducePass(Stage<T> source, Execution execution, Reduction<T, TFold, TState> reduction)
        : base(execution)
    {
        _reduction = reduction;
        _driver = source.Link(reduction, execution);
    }

    public TState Reduce()
    {
        if (!_driver.Advance())
        {
            return None();
        }

        TState state = ReducePart();
        while (_driver.Advance())
        {
            TState next = ReducePart();
            state = Combine(state, next);
        }

        return state;
    }

    public override long Run(long start, long end)
    {
        Frame<TFold> frame = Enter<TFold>();
        try
        {
            for (long chunk = start; chunk < end; chunk++)
            {
                frame.State = _reduction.Begin();
                long first = chunk * _chunk;
                _driver.Run(first, Math.Min(first + _chunk, _length), frame);
                frame.ThrowIfFailed();
                if (frame.IsStopped)
                {
                    return end; // cancelled, which the loop sees too
                }

                Carry((int)chunk, (int)start, _reduction.End(frame.State), 0);
            }

            return end;
        }
        finally
        {
            Exit(frame);
        }
    }

    private TState ReducePart()
    {
        _length = _driver.Length;
        _chunk = FixedChunks.Size(_length, Execution.ChunkOf(_driver, _length));
        int count = (int)FixedChunks.Count(_length, _chunk);
        if (count == 0)
        {
            Execution.CancellationToken.ThrowIfCancellationRequested();
            return None();
        }

        _subtrees = ArrayPool<Subtree<TState>>.Shared.Rent(count);
        try
        {
            LoopChunks(_length, _chunk, Execution.Options);
            return Join(count);
        }
        finally
        {
            Pooled.Return(_subtrees);
        }
    }

    /// <summary>Combines a block of 2^level chunks with the equal blocks before it, as far down as <paramref name="least"/>, and keeps the result at the first chunk of the block that it covers.</summary>
    private void Carry(int block, int least, TState state, int level)
    {
        while ((block >> level & 1) != 0 && block - (1 << level) >= least)
        {
            block -= 1 << level;
            state = _reduction.Combine(_subtrees[block].State, state);
            level++;
        }

        _subtrees[block].State = state;
        _subtrees[block].Level = level;
    }

    /// <summary>Combines what the pieces left: first full blocks, then, from the right, those of the ragged end.</summary>
    private TState Join(int count)
    {
        try
        {
            for (int block = 0; block < count;)
            {
                Subtree<TState> subtree = _subtrees[block];
                Carry(block, 0, subtree.State, subtree.Level);
                block += 1 << subtree.Level;
            }

            // The blocks that are left are the binary digits of the count, the largest first.
            int end = count & (count - 1);
            TState state = _subtrees[end].State;
            while (end > 0)
            {
                end &= end - 1;
                state = _reduction.Combine(_subtrees[end].State, state);
            }

            return state;
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
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
}
