namespace ParallelCore.Tests.Docs;

/// <summary>Calls back at once, unlike the runtime's <see cref="Progress{T}"/>.</summary>
internal sealed class CallbackProgress(Action<RangeProgress> callback) : IProgress<RangeProgress>
{
    public void Report(RangeProgress value) => callback(value);
}
