using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <content>The readers' way to the value.</content>
public sealed partial class ReadWriteGuarded<T>
{
    /// <summary>Stands for the lock held for reading, and leads to the value.</summary>
    /// <remarks>A ref struct: the compiler refuses to store it in a field, to capture it, to box it or to keep it across an await, and refuses to let a reference
    /// to the value leave the block that the guard is in. Don't copy it: a copy can't be told from a later guard of the same thread.
    /// <b>Thread safety:</b> of one thread. <b>Complexity:</b> no allocation. <b>Blocking:</b> never.</remarks>
    [DebuggerDisplay("read lock of {_owner}")]
    public readonly ref struct ReadGuard
    {
        private readonly ReadWriteGuarded<T>? _owner;
        private readonly bool _isTracked;

        internal ReadGuard(ReadWriteGuarded<T> owner, bool isTracked)
        {
            _owner = owner;
            _isTracked = isTracked;
        }

        /// <summary>The value, to read. Others may read it at the same time.</summary>
        /// <exception cref="InvalidOperationException">The guard does not hold the lock: it was disposed, or comes from a try that failed.</exception>
        /// <remarks><b>Complexity:</b> looks up what the thread holds; in a loop, keep a <c>ref readonly</c> local.</remarks>
        [UnscopedRef]
        public ref readonly T Value
        {
            get
            {
                if (_owner is null || !_owner._lock.IsReadLockHeld)
                    GuardErrors.ThrowNotHeld();
                return ref _owner._value;
            }
        }

        /// <summary>Releases the lock. Further calls do nothing; so does the guard of a try that failed.</summary>
        public void Dispose() => _owner?.ReleaseRead(_isTracked);
    }
}
