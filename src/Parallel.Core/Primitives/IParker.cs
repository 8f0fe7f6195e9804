namespace ParallelCore.Primitives;

/// <summary>A binary semaphore that one thread sleeps on.</summary>
internal interface IParker
{
    /// <summary>Blocks until a token is there and consumes it. May return without one: callers re-check their condition in a loop.</summary>
    void Park();

    /// <summary>As <see cref="Park"/>, but not for longer than so many microseconds, as precisely as the platform's timers are.</summary>
    void ParkFor(int microseconds);

    /// <summary>Leaves a token and wakes the sleeper, if any. Tokens don't add up.</summary>
    void Unpark();
}
