namespace ParallelCore.Tests.Collections.Queues;

/// <summary>A step of a history, on the collection and on its model, with two small numbers to use as items, positions or counts.</summary>
internal sealed record Step<TActual, TModel>(string Name, Func<TActual, int, int, object?> Actual, Func<TModel, int, int, object?> Model);
