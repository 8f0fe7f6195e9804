using System.Collections;
using System.Diagnostics;

namespace ParallelCore.Collections;

/// <content>The items as a collection.</content>
public sealed partial class SynchronizedPriorityQueue<TElement, TPriority>
{
    /// <summary>The elements of a <see cref="SynchronizedPriorityQueue{TElement, TPriority}"/> with their priorities, in no particular order.</summary>
    /// <remarks>
    /// <b>Thread safety:</b> every member is atomic. <b>Order:</b> none. <b>Complexity:</b> enumerating and copying are O(<see cref="Count"/>); a copy is
    /// allocated. <b>Blocking:</b> as the queue.
    /// </remarks>
    [DebuggerDisplay("Count = {_owner._queue.Count}")]
    public sealed class UnorderedItemsView : IReadOnlyCollection<(TElement Element, TPriority Priority)>, ICollection
    {
        [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
        private readonly SynchronizedPriorityQueue<TElement, TPriority> _owner;

        internal UnorderedItemsView(SynchronizedPriorityQueue<TElement, TPriority> owner) => _owner = owner;

        /// <summary>The number of elements in the queue now.</summary>
        public int Count => _owner.Count;

        bool ICollection.IsSynchronized => true;

        /// <summary>The very lock that the queue's members take.</summary>
        object ICollection.SyncRoot => _owner._gate;

        /// <summary>Copies the elements as they are at one moment.</summary>
        /// <returns>The elements with their priorities, in no particular order; an empty array when there are none.</returns>
        public (TElement Element, TPriority Priority)[] ToArray()
        {
            lock (_owner._gate)
                return _owner._queue.UnorderedItems.ToArray();
        }

        void ICollection.CopyTo(Array array, int index)
        {
            lock (_owner._gate)
                ((ICollection)_owner._queue.UnorderedItems).CopyTo(array, index);
        }

        /// <summary>Enumerates the elements as they are now; later changes are not seen and do no harm.</summary>
        /// <returns>An enumerator over a copy; for an empty queue it ends at once.</returns>
        public IEnumerator<(TElement Element, TPriority Priority)> GetEnumerator() =>
            ((IEnumerable<(TElement Element, TPriority Priority)>)ToArray()).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
