using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <summary>Takes elements out of the middle of a priority queue, which the runtime offers from .NET 9 on and only for one at a time.</summary>
internal static class PriorityQueueRemoval
{
    /// <summary>Removes one element that equals another.</summary>
    public static bool Remove<TElement, TPriority>(
        PriorityQueue<TElement, TPriority> queue,
        TElement element,
        [MaybeNullWhen(false)] out TElement removedElement,
        [MaybeNullWhen(false)] out TPriority priority,
        IEqualityComparer<TElement>? equalityComparer)
    {
        equalityComparer ??= EqualityComparer<TElement>.Default;
        (TElement Element, TPriority Priority)[] items = queue.UnorderedItems.ToArray();
        int index = Array.FindIndex(items, item => equalityComparer.Equals(item.Element, element));
        if (index < 0)
        {
            removedElement = default;
            priority = default;
            return false;
        }

        (removedElement, priority) = items[index];
        items[index] = items[^1];
        Refill(queue, new(items, 0, items.Length - 1));
        return true;
    }

    /// <summary>Removes all elements that meet a condition; throws, before it removes any, if the condition throws or changes the queue.</summary>
    public static int RemoveAll<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue, Func<TElement, TPriority, bool> match)
    {
        (TElement Element, TPriority Priority)[] kept = queue.UnorderedItems.Where(item => !match(item.Element, item.Priority)).ToArray();
        int removed = queue.Count - kept.Length;
        if (removed > 0)
            Refill(queue, kept);
        return removed;
    }

    /// <summary>Linear: a queue that is empty builds its heap in one go.</summary>
    private static void Refill<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue, ArraySegment<(TElement Element, TPriority Priority)> items)
    {
        queue.Clear();
        queue.EnqueueRange(items);
    }
}
