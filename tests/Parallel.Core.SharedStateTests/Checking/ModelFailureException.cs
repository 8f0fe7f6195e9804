namespace ParallelCore.ModelTests.Checking;

/// <summary>Thrown by the assertions of <see cref="ModelReport"/>; the message holds the whole trace.</summary>
internal sealed class ModelFailureException(string message, Exception? inner = null) : Exception(message, inner);
