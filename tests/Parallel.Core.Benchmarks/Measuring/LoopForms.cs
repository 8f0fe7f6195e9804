using System.Collections.Concurrent;
using CommunityToolkit.HighPerformance.Helpers;

namespace ParallelCore.Benchmarks.Measuring;

/// <summary>The same iterations in every form of loop, with delegates made once.</summary>
internal sealed class LoopForms<TWork>
    where TWork : struct, IIndexWork
{
    private readonly TWork _work;
    private readonly RangeOf<TWork> _body;
    private readonly ActionOf<TWork> _action;
    private readonly Action<int> _index;
    private readonly Action<int, int> _chunk;
    private readonly Action<Tuple<int, int>> _range;

    public LoopForms(TWork work)
    {
        _work = work;
        _body = new RangeOf<TWork>(work);
        _action = new ActionOf<TWork>(work);
        _index = i => work.Invoke(i);
        _chunk = (start, end) =>
        {
            TWork local = work;
            for (int i = start; i < end; i++)
            {
                local.Invoke(i);
            }
        };
        _range = range => _chunk(range.Item1, range.Item2);
    }

    public void Plain(int n) => PlainLoop.Run(n, _work);

    public void PlainDelegate(int n) => PlainLoop.Run(n, _index);

    public void PerIndex(int n, RangeOptions? options = null) => ParallelRange.Run(0, n, _index, options);

    public void PerChunk(int n, RangeOptions? options = null) => ParallelRange.Run(0, n, ChunkPolicy.Auto, _chunk, options);

    public void ChunkOne(int n) => ParallelRange.Run(0, n, 1, _chunk);

    public void Struct(int n, RangeOptions? options = null) => ParallelRange.Run(0, n, ChunkPolicy.Auto, _body, options);

    public void NestedPerIndex(int outer, int inner) =>
        ParallelRange.Run(0, outer, i => ParallelRange.Run(i * inner, (i + 1) * inner, _index));

    public void NestedStruct(int outer, int inner) =>
        ParallelRange.Run(0, outer, ChunkPolicy.Auto, new NestedOf<TWork>(_body, inner));

    public void NestedParallelFor(int outer, int inner) =>
        Parallel.For(0, outer, i => Parallel.For(i * inner, (i + 1) * inner, _index));

    public void ParallelFor(int n) => Parallel.For(0, n, _index);

    public void PartitionerForEach(int n) => Parallel.ForEach(Partitioner.Create(0, n), _range);

    public void Plinq(int n) => ParallelEnumerable.Range(0, n).ForAll(_index);

    public void Helper(int n) => ParallelHelper.For(0, n, in _action);
}
