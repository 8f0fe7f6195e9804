namespace ParallelCore.Tests.Collections.Queues;

/// <summary>The steps that a type offers, written as a collection initialiser.</summary>
internal sealed class Steps<TActual, TModel> : List<Step<TActual, TModel>>
{
    public Step<TActual, TModel> this[string name] => this.Single(step => step.Name == name);

    public void Add(string name, Func<TActual, int, int, object?> actual, Func<TModel, int, int, object?> model) =>
        Add(new Step<TActual, TModel>(name, actual, model));

    public void Add(string name, Action<TActual, int, int> actual, Action<TModel, int, int> model) => Add(name, Returning(actual), Returning(model));

    private static Func<T, int, int, object?> Returning<T>(Action<T, int, int> action) => (target, x, y) =>
    {
        action(target, x, y);
        return null;
    };
}
