namespace ParallelCore.ModelTests.Checking;

/// <summary>A place on the current path where more than one choice exists, and how many of them have been explored.</summary>
internal sealed class ChoicePoint(ulong state, Choice[] alternatives)
{
    public readonly ulong State = state;
    private int _index;

    public Choice Current => alternatives[_index];

    public bool TryAdvance() => ++_index < alternatives.Length;
}
