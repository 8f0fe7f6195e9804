using System.Runtime;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>The last item, or the last that passes a test.</summary>
internal sealed class LastReduction<T>(Func<T, bool>? predicate) : OptionalReduction<T, T>
{
    public override bool IsExact => true;

    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Func<T, bool>? matches = predicate;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            ref Optional<T> state = ref Unsafe.As<Frame<Optional<T>>>(feed.Frame).State;
            for (int i = matches is null ? items.Length - 1 : 0; i < items.Length; i++)
            {
                if (matches is null || matches(items[i]))
                {
                    state = new Optional<T>(true, items[i]);
                }
            }
        }
    }

    protected override T Join(T left, T right) => right;
}
