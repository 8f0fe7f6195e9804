namespace ParallelCore.Tests.Docs;

/// <summary>Calls back at once, unlike the runtime's <see cref="Progress{T}"/>.</summary>
internal class CallbackProgress<T>(Action<T> callback) : IProgress<T>
{
    public void Report(T value) => callback(value);
}

/// <summary>That of a loop that computes.</summary>
internal sealed class CallbackProgress(Action<RangeProgress> callback) : CallbackProgress<RangeProgress>(callback);
