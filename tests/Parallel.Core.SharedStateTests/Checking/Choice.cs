namespace ParallelCore.ModelTests.Checking;

/// <summary>One decision of the scheduler, and its letter in a choice string: 0-3 runs a thread, a-d drains its oldest store, A-D wakes it without a token.</summary>
internal readonly record struct Choice(OperationKind Kind, int Thread)
{
    public char Letter => (char)(Kind switch
    {
        OperationKind.Flush => 'a' + Thread,
        OperationKind.SpuriousWake => 'A' + Thread,
        _ => '0' + Thread,
    });

    public static Choice Run(int thread) => new(OperationKind.Start, thread);

    public static Choice Flush(int thread) => new(OperationKind.Flush, thread);

    public static Choice SpuriousWake(int thread) => new(OperationKind.SpuriousWake, thread);

    public static Choice Parse(char letter) => letter switch
    {
        >= '0' and <= '3' => Run(letter - '0'),
        >= 'a' and <= 'd' => Flush(letter - 'a'),
        >= 'A' and <= 'D' => SpuriousWake(letter - 'A'),
        _ => throw new FormatException($"'{letter}' is no choice: 0-3, a-d and A-D are."),
    };
}
