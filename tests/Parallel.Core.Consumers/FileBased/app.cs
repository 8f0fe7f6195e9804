#:package Parallel.Core@VERSION
#:property PublishAot=false
// One file, one command: dotnet run app.cs
using ParallelCore;

int primes = ParallelRange.From(0, 100_000).Where(IsPrime).Count();
Console.WriteLine($"SMOKE file-based: {primes:N0} primes, {(primes == 9592 ? "right" : "WRONG")}");
return primes == 9592 ? 0 : 1;

static bool IsPrime(int n)
{
    for (int d = 2; d * d <= n; d++)
    {
        if (n % d == 0)
            return false;
    }

    return n >= 2;
}
