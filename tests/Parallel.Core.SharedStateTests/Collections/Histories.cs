using CsCheck;

namespace ParallelCore.Tests.Collections;

/// <summary>
/// Runs random operations in parallel and looks for a sequential order that explains every result and the final content. Results are compared too,
/// since most broken operations leave a plausible collection behind.
/// </summary>
internal static class Histories
{
    private const int Threads = 2;

    public static void Check<T>(Func<int[], T> create, Func<T, string> content, IEnumerable<Operation<T>> operations, int histories) =>
        Gen.Int[0, 3].Array[0, 4].Select(items => new Recorded<T>(create(items))).SampleParallel(
            [.. operations.Select(Generate)],
            equal: (found, expected) => content(found.Collection) == content(expected.Collection) && found.HasResultsOf(expected),
            maxSequentialOperations: 2,
            maxParallelOperations: 3,
            iter: histories,
            threads: Threads,
            print: state => content(state.Collection));

    /// <summary>Whether <see cref="Check"/> finds a history without an explanation within a reasonable number of them.</summary>
    public static bool Catch<T>(Func<int[], T> create, Func<T, string> content, IReadOnlyList<Operation<T>> operations)
    {
        // In small batches, because the rest of a batch with a failure is spent on a simpler one, which nobody is going to read here.
        const int Batches = 500;
        const int HistoriesInABatch = 20;
        for (int batch = 0; batch < Batches; batch++)
        {
            try
            {
                Check(create, content, operations, HistoriesInABatch);
            }
            catch (CsCheckException)
            {
                return true;
            }
        }

        return false;
    }

    private static GenOperation<Recorded<T>> Generate<T>(Operation<T> operation) =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], (x, y) => new Call(x, y)).Operation<Recorded<T>>(
            call => $"{operation.Name}({call.X}, {call.Y})",
            (state, call) => state.Do(call, collection => operation.Run(collection, call.X, call.Y)));
}
