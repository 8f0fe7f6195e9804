using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.SelfTests;

/// <summary>One step of a random straight-line program. A spin hint stands for a loop that waits until the variable is not zero.</summary>
internal readonly record struct Instruction(OperationKind Kind, int Variable, long Value)
{
    public const int Variables = 2;

    private static readonly OperationKind[] s_kinds =
    [
        OperationKind.Write, OperationKind.Write, OperationKind.Write, OperationKind.Write, OperationKind.Read, OperationKind.Read, OperationKind.Read,
        OperationKind.Add, OperationKind.CompareExchange, OperationKind.Exchange, OperationKind.Fence,
    ];

    private static readonly OperationKind[] s_blocking = [OperationKind.Spin, OperationKind.Spin, OperationKind.Park, OperationKind.Unpark, OperationKind.Unpark];

    private static readonly OperationKind[] s_processWide = [OperationKind.ProcessWideFence];

    /// <summary>A program of 2 or 3 threads.</summary>
    public static Instruction[][] RandomProgram(Random random, bool blocking, bool processWide = false)
    {
        Instruction[][] program = new Instruction[random.Next(2, 4)][];
        int longest = program.Length == 2 ? 6 : 4;
        for (int thread = 0; thread < program.Length; thread++)
        {
            program[thread] = new Instruction[random.Next(1, longest)];
            for (int i = 0; i < program[thread].Length; i++)
            {
                OperationKind[] kinds = blocking && random.Next(3) == 0 ? s_blocking : processWide && random.Next(4) == 0 ? s_processWide : s_kinds;
                program[thread][i] = new Instruction(kinds[random.Next(kinds.Length)], random.Next(Variables), random.Next(1, 4));
            }
        }
        return program;
    }
}
