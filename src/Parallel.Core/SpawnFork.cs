using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>A pending call of a scope.</summary>
internal sealed class SpawnFork<TState> : PendingFork
{
    private ForkScope? _scope;
    private TState _state = default!;
    private Action<TState>? _body;
    private long _order;

    public void Set(ForkScope scope, TState state, Action<TState> body, long order)
    {
        _scope = scope;
        _state = state;
        _body = body;
        _order = order;
    }

    public override void Execute(Worker worker)
    {
        ForkScope scope = _scope!;
        TState state = _state;
        Action<TState> body = _body!;
        long order = _order;
        Forget();

        try
        {
            body(state);
        }
        catch (Exception e)
        {
            scope.Fail(order, e);
        }
    }

    public override void Recycle()
    {
        Forget();
        IdlePool<SpawnFork<TState>>.Return(this);
    }

    private void Forget()
    {
        _scope = null;
        _state = default!;
        _body = null;
    }
}
