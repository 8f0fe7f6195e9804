using System.Runtime;

namespace ParallelCore.Sequences;

/// <summary>What is made of each item and each of the other sequence's elements with the same key, in their order.</summary>
/// <param name="source">The items.</param>
/// <param name="others">Groups the other sequence's elements, when the call begins.</param>
/// <param name="keySelector">The key of an item; null matches nothing.</param>
/// <param name="resultSelector">Makes a result.</param>
/// <param name="isOuter">Whether an item without a match gives a result with a default element.</param>
internal sealed class JoinStage<T, TInner, TKey, TOut>(
    Stage<T> source, Func<Execution, KeyedLookup<TKey, TInner>> others, Func<T, TKey> keySelector, Func<T, TInner, TOut> resultSelector, bool isOuter)
    : OperatorStage<T, TOut>(source)
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    public override bool IsBounded => false;

    protected override Sink<T> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(keySelector);
        execution.Mix(resultSelector);
        return new JoinSink<T, TInner, TKey, TOut>(others(execution), keySelector, resultSelector, isOuter, next);
    }
}

internal sealed class JoinSink<T, TInner, TKey, TOut>(
    KeyedLookup<TKey, TInner> others, Func<T, TKey> keySelector, Func<T, TInner, TOut> resultSelector, bool isOuter, Sink<TOut> next)
    : BlockSink<T, TOut>(next)
{
    private static readonly TInner s_none = default!;

    [BypassReadyToRun]
    protected override void Make(scoped ref Feed<T> feed, scoped Span<TOut> output, scoped ref int made)
    {
        Func<T, TKey> keyOf = keySelector;
        Func<T, TInner, TOut> result = resultSelector;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> items))
        {
            made = 0;
            for (int i = 0; i < items.Length && !feed.Frame.IsStopped; i++)
            {
                T item = items[i];
                ReadOnlySpan<TInner> matches = keyOf(item) is { } key ? others.ElementsOf(key) : default;
                if (isOuter && matches.IsEmpty)
                {
                    matches = new ReadOnlySpan<TInner>(in s_none);
                }

                foreach (TInner match in matches)
                {
                    if (made == output.Length)
                    {
                        Hand(output, feed.Frame, ref made);
                        made = 0;
                        if (feed.Frame.IsStopped)
                        {
                            break;
                        }
                    }

                    output[made] = result(item, match);
                    made++;
                }
            }

            Hand(output[..made], feed.Frame, ref made);
        }
    }
}

/// <summary>What is made of each item and all of the other sequence's elements with the same key.</summary>
internal sealed class GroupJoinStage<T, TInner, TKey, TOut>(
    Stage<T> source, Func<Execution, KeyedLookup<TKey, TInner>> others, Func<T, TKey> keySelector, Func<T, IEnumerable<TInner>, TOut> resultSelector)
    : OperatorStage<T, TOut>(source)
{
    protected override Sink<T> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(resultSelector);
        KeyedLookup<TKey, TInner> lookup = others(execution);
        return new FuncSelectSink<T, TOut, byte>(item => resultSelector(item, keySelector(item) is { } key ? lookup[key] : []), next);
    }
}
