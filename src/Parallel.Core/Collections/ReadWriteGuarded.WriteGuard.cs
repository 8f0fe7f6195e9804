using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <content>The writer's way to the value.</content>
public sealed partial class ReadWriteGuarded<T>
{
    /// <summary>Stands for the lock held for writing, and leads to the value.</summary>
    /// <remarks>A ref struct: the compiler refuses to store it in a field, to capture it, to box it or to keep it across an await, and refuses to let a reference
    /// to the value leave the block that the guard is in. <b>Thread safety:</b> of one thread. <b>Complexity:</b> no allocation. <b>Blocking:</b> never.</remarks>
    [DebuggerDisplay("write lock, turn {_turn} of {_owner}")]
    public readonly ref struct WriteGuard
    {
        private readonly ReadWriteGuarded<T>? _owner;
        private readonly int _turn;
        private readonly bool _isTracked;

        internal WriteGuard(ReadWriteGuarded<T> owner, int turn, bool isTracked)
        {
            _owner = owner;
            _turn = turn;
            _isTracked = isTracked;
        }

        /// <summary>The value itself, to read, to replace or to change in place.</summary>
        /// <exception cref="InvalidOperationException">The guard does not hold the lock: it was disposed, or comes from a try that failed.</exception>
        [UnscopedRef]
        public ref T Value
        {
            get
            {
                if (_owner is null || _owner._turn != _turn)
                    GuardErrors.ThrowNotHeld();
                return ref _owner._value;
            }
        }

        /// <summary>Releases the lock. Further calls, on this guard or on copies of it, do nothing; so does the guard of a try that failed.</summary>
        public void Dispose() => _owner?.ReleaseWrite(_turn, _isTracked);
    }
}
