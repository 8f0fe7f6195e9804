using System.Collections;
using CsCheck;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>
/// Runs random steps in parallel and looks for a sequential order in which a model returns and throws the same and ends with the same content.
/// </summary>
internal static class ParallelHistories
{
    private const int Threads = 3;

    public static void Check<TActual, TModel>(
        Func<int[], TActual> actual,
        Func<int[], TModel> model,
        IEnumerable<Step<TActual, TModel>> steps,
        int histories)
        where TActual : IEnumerable
        where TModel : IEnumerable =>
        Gen.Int[0, 3].Array[0, 4].Select(items => (new Journal<TActual>(actual(items)), new Journal<TModel>(model(items)))).SampleParallel(
            [.. steps.Select(Generate)],
            equal: (found, expected) => Content(found) == Content(expected) && found.HasResultsOf(expected),
            maxSequentialOperations: 2,
            maxParallelOperations: 5,
            iter: histories,
            threads: Threads,
            printActual: Content,
            printModel: Content);

    /// <summary>Whether a step is found not to be one, among others that get in its way.</summary>
    public static bool Catches<TActual, TModel>(
        Func<int[], TActual> actual,
        Func<int[], TModel> model,
        IEnumerable<Step<TActual, TModel>> steps)
        where TActual : IEnumerable
        where TModel : IEnumerable
    {
        const int Attempts = 50;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                Check(actual, model, steps, histories: 100);
            }
            catch (CsCheckException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lets other threads run between a check and the act on it. Always true.</summary>
    public static bool Pause()
    {
        Thread.Yield();
        Thread.SpinWait(500);
        return true;
    }

    /// <summary>A condition on an item that takes its time.</summary>
    public static bool Is(int item, int wanted)
    {
        Thread.Yield();
        return item == wanted;
    }

    private static string Content<T>(Journal<T> journal)
        where T : IEnumerable => string.Join(", ", journal.Subject.Cast<object>());

    private static GenOperation<Journal<TActual>, Journal<TModel>> Generate<TActual, TModel>(Step<TActual, TModel> step) =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], (x, y) => new Call(x, y)).Operation<Journal<TActual>, Journal<TModel>>(
            call => $"{step.Name}({call.X}, {call.Y})",
            (journal, call) => journal.Do(call, step.Actual),
            (journal, call) => journal.Do(call, step.Model));
}
