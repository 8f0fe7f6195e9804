using System.Buffers;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Reduces a chain's items in a fixed tree over fixed chunks: the same result, bit for bit, whoever runs what.</summary>
/// <remarks>
/// The chunks depend on the length and the chunk setting alone, and so does the tree: chunk k is leaf k of a binary tree whose inner nodes cover aligned blocks of 2^l chunks; the blocks
/// that are left at the ragged end are combined from the right. Who runs chunks [a, b) combines the blocks that lie within, as a binary counter carries, which leaves few for the end.
/// </remarks>
internal sealed class ReducePass<T, TState> : Pass
{
    private readonly Reduction<T, TState> _reduction;
    private readonly Driver _driver;
    private long _length;
    private long _chunk;
    private TState[] _states = [];
    private byte[] _levels = [];

    public ReducePass(Stage<T> source, Execution execution, Reduction<T, TState> reduction)
        : base(execution)
    {
        _reduction = reduction;
        _driver = source.Link(reduction, execution);
    }

    public TState Reduce()
    {
        if (!_driver.IsStreamed)
        {
            return ReducePart();
        }

        TState state = Identity();
        while (_driver.Advance())
        {
            TState next = ReducePart();
            state = Combine(state, next);
        }

        return state;
    }

    public override long Run(long start, long end)
    {
        Frame<TState> frame = Enter<TState>();
        try
        {
            for (long chunk = start; chunk < end; chunk++)
            {
                frame.State = _reduction.Identity();
                long first = chunk * _chunk;
                _driver.Run(first, Math.Min(first + _chunk, _length), frame);
                frame.ThrowIfFailed();
                if (frame.IsStopped)
                {
                    return end; // cancelled, which the loop sees too
                }

                Carry((int)chunk, (int)start, frame.State, 0);
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
        _chunk = FixedChunks.Size(_length, Execution.Chunk);
        int count = (int)FixedChunks.Count(_length, _chunk);
        if (count == 0)
        {
            Execution.CancellationToken.ThrowIfCancellationRequested();
            return Identity();
        }

        _states = ArrayPool<TState>.Shared.Rent(count);
        _levels = ArrayPool<byte>.Shared.Rent(count);
        try
        {
            RangeOptions? options = Execution.Options;
            if (options?.Progress is { } progress)
            {
                options = options with { Progress = new UnitProgress(progress, _chunk, _length) };
            }

            Loop(count, ChunkPolicy.Auto, options);
            return Join(count);
        }
        finally
        {
            ArrayPool<TState>.Shared.Return(_states, RuntimeHelpers.IsReferenceOrContainsReferences<TState>());
            ArrayPool<byte>.Shared.Return(_levels);
        }
    }

    /// <summary>Combines a block of 2^level chunks with the equal blocks before it, as far down as <paramref name="least"/>, and keeps the result at the first chunk of the block that it covers.</summary>
    private int Carry(int block, int least, TState state, int level)
    {
        while ((block >> level & 1) != 0 && block - (1 << level) >= least)
        {
            block -= 1 << level;
            state = _reduction.Combine(_states[block], state);
            level++;
        }

        _states[block] = state;
        _levels[block] = (byte)level;
        return block;
    }

    /// <summary>Combines what the pieces left: first full blocks, then, from the right, those of the ragged end.</summary>
    private TState Join(int count)
    {
        try
        {
            for (int block = 0; block < count;)
            {
                int level = _levels[block];
                Carry(block, 0, _states[block], level);
                block += 1 << level;
            }

            // The blocks that are left are the binary digits of the count, the largest first.
            int end = count & (count - 1);
            TState state = _states[end];
            while (end > 0)
            {
                end &= end - 1;
                state = _reduction.Combine(_states[end], state);
            }

            return state;
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
    }

    private TState Identity()
    {
        try
        {
            return _reduction.Identity();
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
