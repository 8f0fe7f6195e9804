using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>Keeps what a derived class declares away from the object before it. At the end the class itself needs a pad.</summary>
/// <remarks>A base class, because the runtime orders the fields of a class that holds references as it likes, but those of its base come first.</remarks>
internal abstract class PaddedStart
{
    public CachePad Before;
}
