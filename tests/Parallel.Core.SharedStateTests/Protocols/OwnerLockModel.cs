using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Sums behind owner locks, and what a reader takes out of them.</summary>
internal sealed class OwnerLockModel<TCell>(int locks, GlueFlaw flaw = GlueFlaw.None)
    where TCell : struct, IAtomicCell
{
    private readonly OwnerLock<TCell>[] _locks = new OwnerLock<TCell>[locks];
    private readonly ModelPlain<int>[] _sums = [.. Enumerable.Range(0, locks).Select(static i => new ModelPlain<int>($"sum {i}"))];

    /// <summary>What the reader has taken from each lock, which only it writes.</summary>
    public int[] Taken { get; } = new int[locks];

    public int Total => Taken.Sum() + _sums.Sum(static sum => sum.Value);

    public void Add(int place)
    {
        ref OwnerLock<TCell> entered = ref _locks[place];
        if (flaw == GlueFlaw.PayloadBeforeEnter)
            _sums[place].Value++;
        while (!entered.TryEnter())
            WaitUntilFree(ref entered);
        Update(place);
    }

    public void AddShared(int place, int thread)
    {
        ref OwnerLock<TCell> entered = ref _locks[place];
        while (!entered.TryEnterShared(thread))
            WaitUntilFree(ref entered);
        Update(place);
    }

    /// <summary>Takes all sums of one moment, which are zero afterwards.</summary>
    public void Take(int thread)
    {
        if (flaw == GlueFlaw.AskAfterFence)
            TCell.ProcessWideFence();
        for (int place = 0; place < locks; place++)
            Assert.True(_locks[place].TryAsk(thread));
        if (flaw != GlueFlaw.AskAfterFence)
            TCell.ProcessWideFence();
        for (int place = 0; place < locks; place++)
        {
            while (flaw != GlueFlaw.PayloadWhileBusy && _locks[place].IsBusy)
                ModelCell.Spin();
        }
        if (flaw != GlueFlaw.PayloadAfterLetGo)
            TakeHeld();
        for (int place = 0; place < locks; place++)
            _locks[place].LetGo();
        if (flaw == GlueFlaw.PayloadAfterLetGo)
            TakeHeld();
    }

    private void Update(int place)
    {
        if (flaw is not (GlueFlaw.PayloadBeforeEnter or GlueFlaw.PayloadAfterExit))
            _sums[place].Value++;
        _locks[place].Exit();
        if (flaw == GlueFlaw.PayloadAfterExit)
            _sums[place].Value++;
    }

    private static void WaitUntilFree(ref OwnerLock<TCell> entered)
    {
        while (!entered.IsFree)
            ModelCell.Spin();
    }

    private void TakeHeld()
    {
        for (int place = 0; place < locks; place++)
        {
            Taken[place] += _sums[place].Value;
            _sums[place].Value = 0;
        }
    }
}
