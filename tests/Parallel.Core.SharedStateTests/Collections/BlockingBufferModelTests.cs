using CsCheck;
using FluentAssertions;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

/// <summary>Every history of the operations that don't wait could have happened one operation at a time.</summary>
public sealed class BlockingBufferModelTests
{
    private const int HistoriesUntilCaught = 20_000;
    private const int HistoriesInABatch = 50; // the rest of a batch with a failure is spent on a simpler one, which nobody is going to read
    private const int Before = 4;
    private const int Together = 4;

    private static readonly int s_histories = Effort.Pick(quick: 15, full: 300);

    private static readonly Gen<int> Ids = Gen.Int.Uniform.Select(i => i & int.MaxValue);

    private static GenOperation<BufferHistory, BufferHistory> TryPut => Operation("TryPut", static (trial, id) => trial.TryPut(id));

    private static GenOperation<BufferHistory, BufferHistory> TryGet => Operation("TryGet", static (trial, _) => trial.TryGet());

    private static GenOperation<BufferHistory, BufferHistory> TryGetAndFinish => Operation("TryGetAndFinish", static (trial, _) => trial.TryGetAndFinish());

    private static GenOperation<BufferHistory, BufferHistory> TaskDone => Operation("TaskDone", static (trial, _) => trial.TaskDone());

    private static GenOperation<BufferHistory, BufferHistory> TryJoin => Operation("TryJoin", static (trial, _) => trial.TryJoin());

    private static GenOperation<BufferHistory, BufferHistory> Complete => Operation("Complete", static (trial, _) => trial.Complete());

    public static TheoryData<BufferForm, int> Forms
    {
        get
        {
            var forms = new TheoryData<BufferForm, int>();
            foreach (BufferForm form in Enum.GetValues<BufferForm>())
            {
                forms.Add(form, 1);
                forms.Add(form, 2);
                forms.Add(form, BlockingBuffer.Unbounded);
            }

            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Operations_OneThread_DoWhatTheModelDoes(BufferForm form, int capacity) =>
        Gen.Select(Gen.Int[0, 5], Ids).Array[0, 60].Sample(
            steps =>
            {
                var actual = new BufferTrial(form, capacity);
                var model = new BufferModel(form, capacity);
                foreach ((int step, int id) in steps)
                    Step(actual, step, id).Should().Be(Step(model, step, id));
            },
            iter: 200,
            threads: 1);

    [Theory]
    [MemberData(nameof(Forms))]
    public void PutsAndGets_Concurrent_AreLinearizable(BufferForm form, int capacity) => PutsAndGets(form, capacity, () => new BufferTrial(form, capacity), s_histories);

    [Fact]
    public void PutsAndGets_BrokenCopy_IsCaught() =>
        InBatches(histories => PutsAndGets(BufferForm.Fifo, 1, () => new BrokenBufferTrial(BufferForm.Fifo, 1), histories)).Should().Throw<CsCheckException>();

    [Fact]
    public void Counting_Concurrent_IsLinearizable() => Counting(() => new BufferTrial(BufferForm.Fifo, BlockingBuffer.Unbounded), s_histories);

    [Fact]
    public void Counting_BrokenCopy_IsCaught() =>
        InBatches(histories => Counting(() => new BrokenBufferTrial(BufferForm.Fifo, BlockingBuffer.Unbounded), histories)).Should().Throw<CsCheckException>();

    private static Action InBatches(Action<int> sample) => () =>
    {
        for (int done = 0; done < HistoriesUntilCaught; done += HistoriesInABatch)
            sample(HistoriesInABatch);
    };

    private static void PutsAndGets(BufferForm form, int capacity, Func<IBufferTrial> make, int histories) =>
        Initial(form, capacity, make).SampleParallel(
            TryPut, TryGet, TryPut, TryGetAndFinish, Complete, equal: AreEqual, maxSequentialOperations: Before, maxParallelOperations: Together, iter: histories);

    private static void Counting(Func<IBufferTrial> make, int histories) =>
        Initial(BufferForm.Fifo, BlockingBuffer.Unbounded, make).SampleParallel(
            TryPut, TaskDone, TryJoin, equal: AreEqual, maxSequentialOperations: Before, maxParallelOperations: Together, iter: histories);

    private static Gen<(BufferHistory Actual, BufferHistory Model)> Initial(BufferForm form, int capacity, Func<IBufferTrial> make) =>
        Gen.Const(() => (new BufferHistory(make()), new BufferHistory(new BufferModel(form, capacity))));

    private static GenOperation<BufferHistory, BufferHistory> Operation(string name, Func<IBufferTrial, int, string> operation) =>
        Ids.Operation<BufferHistory, BufferHistory>(
            id => $"{name}({id})",
            (actual, id) => actual.Do(id, trial => operation(trial, id)),
            (model, id) => model.Do(id, trial => operation(trial, id)));

    private static bool AreEqual(BufferHistory actual, BufferHistory model) => actual.Outcome == model.Outcome;

    private static string Step(IBufferTrial trial, int step, int id) => step switch
    {
        0 => trial.TryPut(id),
        1 => trial.TryPut(id),
        2 => trial.TryGet(),
        3 => trial.TaskDone(),
        4 => trial.TryJoin(),
        _ => id % 8 == 0 ? trial.Complete() : trial.TryGetAndFinish(),
    };
}
