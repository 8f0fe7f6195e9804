using System.Diagnostics;

namespace ParallelCore.Gallery.Running;

/// <summary>Runs the forms of a trial: checks each result, and times them round after round.</summary>
/// <remarks>Round after round, not one form after the other: whatever slows the machine for a while slows all of them.</remarks>
internal sealed class TrialRunner(Scale scale, CancellationToken cancellationToken)
{
    /// <summary>A race that ends well this often is reported as such.</summary>
    private const int MostNaiveRuns = 20;
    private const int LeastRounds = 3;
    private const int MostRounds = 25;

    // The JIT compiler first compiles quickly, then well: these runs are its time for that.
    private const int LeastWarmUps = 2;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.8);

    private TimeSpan Budget => TimeSpan.FromSeconds(scale.Pick(0, 2, 4));

    /// <param name="trial">What to run.</param>
    /// <param name="onProgress">Hears which fraction is done; may be null.</param>
    public TrialResult Run(ITrial trial, Action<double>? onProgress = null)
    {
        FormResult[] results = [.. trial.Forms.Select(form => new FormResult(form, isWarm: scale != Scale.Quick))];
        FormResult[] timed = [.. results.Where(static result => result.Form.Flaw != Flaw.Wrong)];
        foreach (FormResult naive in results.Except(timed))
            RunUntilWrong(trial, naive);
        if (scale == Scale.Quick)
            Round(trial, timed, isTimed: true);
        else
            RunRounds(trial, timed, onProgress);
        return new TrialResult(trial, results);
    }

    private void RunUntilWrong(ITrial trial, FormResult naive)
    {
        while (naive.IsRight && naive.Runs < MostNaiveRuns)
            RunOnce(trial, naive, isTimed: false);
    }

    private void RunRounds(ITrial trial, FormResult[] forms, Action<double>? onProgress)
    {
        long begun = Stopwatch.GetTimestamp();
        for (int warmUp = 0; warmUp < LeastWarmUps || Stopwatch.GetElapsedTime(begun) < s_warmUp; warmUp++)
            Round(trial, forms, isTimed: false);

        begun = Stopwatch.GetTimestamp();
        for (int round = 0; round < MostRounds && (round < LeastRounds || Stopwatch.GetElapsedTime(begun) < Budget); round++)
        {
            Round(trial, forms, isTimed: true);
            onProgress?.Invoke(Math.Max((round + 1.0) / MostRounds, Math.Min(1, Stopwatch.GetElapsedTime(begun) / Budget)));
        }
    }

    private void Round(ITrial trial, FormResult[] forms, bool isTimed)
    {
        foreach (FormResult form in forms)
            RunOnce(trial, form, isTimed);
    }

    private void RunOnce(ITrial trial, FormResult result, bool isTimed)
    {
        cancellationToken.ThrowIfCancellationRequested();
        trial.Reset();
        if (isTimed && scale != Scale.Quick)
            GC.Collect(); // what one form leaves behind is not cleaned up in the other's time
        try
        {
            long started = Stopwatch.GetTimestamp();
            result.Form.Run();
            TimeSpan time = Stopwatch.GetElapsedTime(started);
            result.Note(isTimed ? time : null, result.Form.Mistake());
        }
        catch (Exception e) when (result.Form.Flaw == Flaw.Wrong)
        {
            Exception first = e is AggregateException { InnerException: { } inner } ? inner : e;
            result.Note(null, first is TimeoutException ? first.Message : first.GetType().Name);
        }
    }
}
