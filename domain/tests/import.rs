//! Taking in what the billing system says.

#[path = "import/bad_line.rs"]
mod bad_line;
#[path = "import/batch.rs"]
mod batch;
#[path = "import/closing.rs"]
mod closing;
#[path = "import/customer_number.rs"]
mod customer_number;
#[path = "import/file.rs"]
mod file;
#[path = "import/last_day.rs"]
mod last_day;
#[path = "import/new_holder.rs"]
mod new_holder;
#[path = "import/protected.rs"]
mod protected;
#[path = "import/register.rs"]
mod register;
#[path = "import/repeat.rs"]
mod repeat;
#[path = "import/same.rs"]
mod same;
#[path = "import/secrecy.rs"]
mod secrecy;
