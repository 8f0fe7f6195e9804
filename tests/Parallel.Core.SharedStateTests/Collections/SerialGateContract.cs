using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class SerialGateContract : LockContract
{
    private readonly SerialGate _gate = new();

    protected override void Hold(Action inside)
    {
        using GateScope scope = _gate.Enter();
        inside();
    }

    protected override bool TryHold(Action inside)
    {
        bool isInside = _gate.TryEnter(out GateScope scope);
        using (scope)
        {
            if (isInside)
                inside();
        }

        return isInside;
    }

    protected override bool TryHold(TimeSpan timeout, Action inside)
    {
        bool isInside = _gate.TryEnter(out GateScope scope, timeout);
        using (scope)
        {
            if (isInside)
                inside();
        }

        return isInside;
    }
}
