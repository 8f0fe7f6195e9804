using System.Diagnostics;

namespace ParallelCore.Collections;

/// <content>A section as a block.</content>
public sealed partial class SerialGate
{
    /// <summary>Stands for being inside the gate.</summary>
    /// <remarks>A ref struct: the compiler refuses to store it in a field, to capture it, to box it or to keep it across an await.
    /// <b>Thread safety:</b> of one thread. <b>Complexity:</b> no allocation. <b>Blocking:</b> never.</remarks>
    [DebuggerDisplay("scope {_number} of {_gate}")]
    public readonly ref struct Scope
    {
        private readonly SerialGate? _gate;
        private readonly long _number;
        private readonly long _outer;
        private readonly bool _isTracked;

        internal Scope(SerialGate gate, long number, long outer, bool isTracked)
        {
            _gate = gate;
            _number = number;
            _outer = outer;
            _isTracked = isTracked;
        }

        /// <summary>Leaves the gate, or, when nested, the inner section. Does nothing once the thread has left the gate, or when it did not get in.</summary>
        /// <exception cref="SynchronizationLockException">The thread is inside, but this is not its innermost open scope.</exception>
        public void Dispose() => _gate?.CloseScope(_number, _outer, _isTracked);
    }
}
