namespace ParallelCore.Scheduling;

/// <summary>Whether somebody who finds nothing else asks for what a worker has not begun of the piece that it runs.</summary>
/// <remarks>
/// ROLES: the owner calls <see cref="Begin"/>, and looks at <see cref="IsDue"/> between two bodies; anybody calls <see cref="Ask"/>. All of this is a hint: a
/// request that is lost is made again, and one that comes too late cuts a piece that needn't be cut. What is asked for the owner hands out itself.
/// </remarks>
internal struct PieceRequest
{
    private const long Due = -1;

    /// <summary>Since when somebody asks; zero if nobody does.</summary>
    private long _since;

    private bool _isDivisible;

    /// <summary>Owner: it has been asked for long enough that the bodies of the piece must be longer than foretold.</summary>
    public bool IsDue => Volatile.Read(ref _since) == Due;

    /// <summary>Owner: others may ask for a part of what it holds.</summary>
    public readonly bool IsDivisible => _isDivisible;

    /// <summary>Owner: a piece begins, or goes on after what was nested in it.</summary>
    public void Begin(bool isDivisible)
    {
        if (_isDivisible != isDivisible)
        {
            Volatile.Write(ref _isDivisible, isDivisible);
        }

        if (Volatile.Read(ref _since) != 0)
        {
            Volatile.Write(ref _since, 0);
        }
    }

    /// <summary>Anybody who has found nothing to take from this worker.</summary>
    public void Ask(long now, long patience)
    {
        if (!Volatile.Read(ref _isDivisible))
        {
            return;
        }

        long since = Volatile.Read(ref _since);
        if (since == 0)
        {
            Volatile.Write(ref _since, now);
        }
        else if (since != Due && now - since > patience)
        {
            Volatile.Write(ref _since, Due);
        }
    }
}
