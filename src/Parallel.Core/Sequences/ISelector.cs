namespace ParallelCore;

/// <summary>A function of an item as a struct, which is compiled into the loop over the items: several times as fast as a delegate where the function itself is
/// short.</summary>
/// <typeparam name="T">The items.</typeparam>
/// <typeparam name="TResult">What it makes of them.</typeparam>
/// <remarks><b>Thread safety:</b> several workers call copies of one struct at once; what a call changes in value fields may be lost.</remarks>
/// <example><code>
/// readonly struct Scale(double factor) : ISelector&lt;double, double&gt;
/// {
///     public double Invoke(double item) =&gt; item * factor;
/// }
///
/// double sum = ParallelRange.Over(items).Select&lt;double, Scale&gt;(new Scale(2.5)).Sum();
/// </code></example>
public interface ISelector<in T, out TResult>
{
    /// <summary>Makes a value of an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The value.</returns>
    TResult Invoke(T item);
}

/// <summary>A test of an item as a struct, which is compiled into the loop over the items: several times as fast as a delegate where the test itself is
/// short.</summary>
/// <typeparam name="T">The items.</typeparam>
/// <remarks><b>Thread safety:</b> several workers call copies of one struct at once; what a call changes in value fields may be lost.</remarks>
public interface IPredicate<in T>
{
    /// <summary>Tests an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>True if it passes.</returns>
    bool Invoke(T item);
}
