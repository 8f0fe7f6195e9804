namespace ParallelCore.Tests.Counters;

internal sealed class PlainBoolean(bool value, Action? between = null) : PlainAtomic<bool>(value, between)
{
    public bool TrySet() => !Value && Store(true);

    public bool TryReset() => Value && !Store(false);

    public bool Toggle() => Store(!Value);
}
