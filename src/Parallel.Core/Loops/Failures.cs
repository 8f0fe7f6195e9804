using ParallelCore.Primitives;

namespace ParallelCore.Loops;

/// <summary>Builds the one flat <see cref="AggregateException"/> that loops, forks and scopes throw.</summary>
internal static class Failures
{
    /// <summary>Takes nested aggregates apart, keeping the order: the first exception stays first.</summary>
    public static AggregateException Flatten(params ReadOnlySpan<Exception> failures)
    {
        var flat = new List<Exception>();
        foreach (Exception failure in failures)
        {
            Append(flat, failure);
        }

        return new AggregateException(flat);
    }

    /// <summary>True when an error only says that what it was thrown in has seen the cancellation.</summary>
    public static bool IsCancellation(Exception error, CancellationToken cancellationToken) =>
        error is OperationCanceledException cancellation && cancellationToken.IsCancellationRequested && cancellation.CancellationToken == cancellationToken;

    /// <summary>Releases all, whatever that throws; what it does comes after the error that there was before, if there was one.</summary>
    public static void ReleaseAll<T>(List<T> items, Action<T> release, Exception? error)
    {
        List<Exception>? errors = null;
        foreach (T item in items)
        {
            try
            {
                release(item);
            }
            catch (Exception e)
            {
                (errors ??= error is null ? [] : [error]).Add(e);
            }
        }

        if (errors is not null)
        {
            throw Flatten([.. errors]);
        }
    }

    private static void Append(List<Exception> flat, Exception failure)
    {
        if (failure is not AggregateException { InnerExceptions.Count: > 0 } aggregate)
        {
            flat.Add(failure);
            return;
        }

        foreach (Exception inner in aggregate.InnerExceptions)
        {
            Append(flat, inner);
        }
    }
}

/// <summary>What bodies have thrown, with the positions by which the failures are sorted.</summary>
/// <remarks>Thread safety: <see cref="Add"/> from any threads at once. It never throws: if there is no memory for one more, the failure at the highest position
/// is dropped.</remarks>
internal sealed class FailureList
{
    private const int Prepared = 8;

    private ShortLock _lock;
    private readonly List<(ulong Position, Exception Error)> _failures = new(Prepared);

    public bool IsEmpty => _failures.Count == 0;

    public void Add(ulong position, Exception error)
    {
        _lock.Enter();
        try
        {
            _failures.Add((position, error));
        }
        catch (OutOfMemoryException)
        {
            int highest = 0;
            for (int i = 1; i < _failures.Count; i++)
            {
                highest = _failures[i].Position > _failures[highest].Position ? i : highest;
            }

            if (position < _failures[highest].Position)
            {
                _failures[highest] = (position, error);
            }
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>Once nobody adds any more: the failures in order, unless the first one is above <paramref name="most"/>. They are forgotten.</summary>
    public List<Exception> Take(ulong most = ulong.MaxValue)
    {
        _failures.Sort(ComparePositions);
        var errors = new List<Exception>();
        if (_failures.Count > 0 && _failures[0].Position <= most)
        {
            foreach ((_, Exception error) in _failures)
            {
                errors.Add(error);
            }
        }

        Clear();
        return errors;
    }

    public void Clear()
    {
        if (_failures.Count > 0)
        {
            _failures.Clear();
        }
    }

    private static int ComparePositions((ulong Position, Exception Error) a, (ulong Position, Exception Error) b) => a.Position.CompareTo(b.Position);
}
